"""What does this incoming message say? Each verdict shows the words it rests on."""
