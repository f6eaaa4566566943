"""How the exchange model is taught: written exchanges, the teaching, and its cross-validation."""
