"""From a draft to the air: who may do what with a content in which state, and every step of it written down."""
