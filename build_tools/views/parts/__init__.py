"""Code that several views share: links, labels, evidence, quotations and maps."""
