"""Whether the site runs as it should: what operators, load balancers and monitors are told."""
