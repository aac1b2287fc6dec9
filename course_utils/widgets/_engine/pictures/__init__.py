"""Pictures as inline svg: axes, curves, pixels, weights."""
