"""duly: leave any contract, with proof."""
