"""A Word file in, findings by Decree 30/2020/NĐ-CP out."""
