import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;

/** Does somebody else's reader of RFC 4998 accept these documents under this record? One line a document: yes or no. */
public class ReadRecord {
    public static void main(String[] files) throws Exception {
        var record = new ERSEvidenceRecord(
            Files.readAllBytes(Path.of(files[0])), new JcaDigestCalculatorProviderBuilder().build());
        record.validate(new JcaSimpleSignerInfoVerifierBuilder().build(record.getSigningCertificate()));
        for (int place = 1; place < files.length; place++) {
            try {
                record.validatePresent(new ERSByteData(Files.readAllBytes(Path.of(files[place]))), new Date());
                System.out.println("yes");
            } catch (org.bouncycastle.tsp.ers.ERSException reason) {
                System.out.println("no");
            }
        }
    }
}
