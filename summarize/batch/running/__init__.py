"""How a batch runs: on this machine (`local`, with processes in `workers`) or on a cluster (`ray`)."""
