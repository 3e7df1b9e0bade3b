"""Does an article answer? Similarity, exemplars, calibrated probability, evidence."""
