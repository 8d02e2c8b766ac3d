"""Articles in, proposed statements out; a person decides what enters the ledger."""
