import {
  MoveHorizontal,
  MoveVertical,
  RotateCw,
  Spline,
  Square,
  Waves,
  ZoomIn,
  ZoomOut,
  Shrink,
  Expand,
  type LucideIcon,
} from '../ui/icons.ts';

const glyphs: Record<string, LucideIcon> = {
  'Truck left': MoveHorizontal,
  'Truck right': MoveHorizontal,
  'Pan left': MoveHorizontal,
  'Pan right': MoveHorizontal,
  'Push in': Shrink,
  'Pull out': Expand,
  'Pedestal up': MoveVertical,
  'Pedestal down': MoveVertical,
  'Tilt up': RotateCw,
  'Tilt down': RotateCw,
  'Zoom in': ZoomIn,
  'Zoom out': ZoomOut,
  Shake: Waves,
  'Tracking shot': Spline,
  'Static shot': Square,
};

/** The direction of a camera move at a glance. */
export function CameraGlyph({ move, size = 16 }: { move: string; size?: number }) {
  const Glyph = glyphs[move] ?? Square;
  return <Glyph size={size} aria-hidden />;
}
