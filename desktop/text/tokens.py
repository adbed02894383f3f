"""What is odd about a token, for window and command line alike: the ids of ``services.tokens.TokenReport``."""

from desktop.text.catalog import mark

TOKEN_WARNINGS = {
    "no-code": mark("There is no contract at this address on this network, so it is no token here."),
    "unreadable": mark("This contract does not tell balances as tokens do. Buyers could not pay with it."),
    "refuses-transfer": mark(
        "In a trial this token refused to move. It may be paused, or answer no: buyers could not pay with it."
    ),
    "refuses-zero": mark(
        "In a trial with an amount of nothing this token said no. Some good tokens do. To be sure, try with an account that holds some of it."
    ),
    "takes-part": mark("In a trial this token kept a part of the amount. The contract refuses such tokens."),
    "imitates-coin": mark(
        "This token calls itself like the coin of this network. Licet shows it by its address, so that nobody takes it for the coin."
    ),
    "no-symbol": mark("This token has no symbol that can be shown. Licet shows it by its address."),
    "no-decimals": mark(
        "This token does not say how many decimals it has. The price is counted in its smallest unit."
    ),
}
