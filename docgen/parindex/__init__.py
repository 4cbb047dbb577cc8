"""An index round's figures: criteria, scores, ranking, classification. Knows no papers."""
