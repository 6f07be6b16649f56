"""資料: documents that organisations share, each with whoever it was meant for and no one else."""
