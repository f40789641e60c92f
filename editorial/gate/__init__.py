"""What stops a revision from being published: the input of the gate, its policy, its judgement, and the wording."""
