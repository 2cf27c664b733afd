"""What several views show in the same way: links, labels, evidence, quotations, maps."""
