"""How does a reviewed PDF become a sealed one? One appended revision that holds a PAdES B-T signature, nothing else."""

import io
from datetime import datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import (
    PreparedByteRangeDigest,
    SignatureObject,
)

from duly.evidence import cms, timestamp
from duly.evidence.keys import Keys

FIELD = "Seal"
# Bytes kept free for signature and timestamp beside the signer's certificates; an outside token may bring its chain.
ROOM = 7 * 1024


class AppendOnlyWriter(IncrementalPdfFileWriter):
    """Leaves the metadata alone: a seal must add itself and nothing else (and must not ask the clock)."""

    def _update_meta(self) -> None:
        pass


class NotSealable(Exception):
    """The bytes are no PDF that a signature can be appended to (damaged, encrypted, or sealed already)."""


def seal_pdf(
    pdf: bytes, *, keys: Keys, now: datetime, stamp: cms.Stamp | None = None
) -> bytes:
    """The sealed letter: `pdf` unchanged as its first bytes, then one revision with a PAdES B-T signature.

    `stamp` is the clock of the signature timestamp, the operator's own when left out. The seal is invisible
    and lies outside the page, so that PDF/A-2 and PDF/UA-1 stay true. Raises NotSealable, signers.KeyPastUse.
    """
    room = ROOM + sum(
        map(len, (keys.seal.certificate, *keys.seal.chain, keys.seal_root))
    )
    digest, output = _append_revision(pdf, operator=keys.operator, now=now, room=room)
    signature = cms.sign_detached(
        digest.document_digest,
        signer=keys.seal,
        now=now,
        state_time=False,
        stamp=stamp or timestamp.own_clock(keys.clock, now=now),
        # Somebody who holds nothing but the letter can still see, and trust, whose root it is.
        certificates=(keys.seal_root,),
    )
    if len(signature) > room:
        raise NotSealable("the signature with its timestamp is longer than its room")
    digest.fill_with_cms(output, signature)
    return output.getvalue()


def _append_revision(
    pdf: bytes, *, operator: str, now: datetime, room: int
) -> tuple[PreparedByteRangeDigest, io.BytesIO]:
    try:
        # A letter may end without a line break; the revision begins on a line of its own.
        gap = b"" if pdf.endswith((b"\n", b"\r")) else b"\n"
        writer = AppendOnlyWriter(io.BytesIO(pdf + gap))
        if "/AcroForm" in writer.root:
            raise NotSealable("this PDF already holds a form or a signature")
        digest, output = _embed(writer, operator=operator, now=now, room=room)
    except (PdfError, SigningError, ValueError, KeyError) as reason:
        raise NotSealable(f"this PDF cannot be sealed: {reason}") from reason
    if output.getvalue()[: len(pdf)] != pdf:
        raise NotSealable("the reviewed bytes would not stay as they are")
    return digest, output


def _embed(
    writer: AppendOnlyWriter, *, operator: str, now: datetime, room: int
) -> tuple[PreparedByteRangeDigest, io.BytesIO]:
    field = SigFieldSpec(
        sig_field_name=FIELD,
        readable_field_name=f"Seal of {operator}",
        # Both standards at once: printed (PDF/A) and outside the page (PDF/UA), see InvisSigSettings.
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
    )
    steps = PdfCMSEmbedder(new_field_spec=field).write_cms(FIELD, writer)
    next(steps)
    placeholder = SignatureObject(
        timestamp=now,
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=2 * room,
    )
    steps.send(SigObjSetup(sig_placeholder=placeholder))
    digest, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    return digest, output
