"""Running the chain: stages over batches of documents, notebooks through papermill, nothing done twice."""
