"""What stands between a revision and publication: what is looked at, the policy, the judgement, and its words."""
