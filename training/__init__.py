"""How the sentence model is learned: written exchanges, the fit, and its cross-validation."""
