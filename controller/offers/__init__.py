"""How contents flow down the tree of units: to whom they go, who accepted them, in which order, what is shared."""
