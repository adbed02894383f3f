"""Names of ENS: what they are once normalised (ENSIP-15), and the addresses that they lead to."""
