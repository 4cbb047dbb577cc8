"""The administrative-reform index: criteria, scores, ranking, classification of a round."""
