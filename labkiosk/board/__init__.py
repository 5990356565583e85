"""The board: tables folded from the journal, and the questions that screens ask of them."""
