"""What a case is built from. Every block is optional; an editor takes those that fit."""

from cms.blocks.body import CaseBody

__all__ = ["CaseBody"]
