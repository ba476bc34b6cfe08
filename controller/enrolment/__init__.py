"""How a device becomes one of the province's: a one-time claim, proof of its own key, and an identity in return."""
