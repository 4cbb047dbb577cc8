"""Work that needs several rooms at once: issue a document, run a batch, run a round."""
