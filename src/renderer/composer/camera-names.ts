import type { cameraMoveGroups } from '../../shared/camera-moves.ts';
import { key } from '../texts/index.ts';

/** The camera commands as the menu names them. What goes into the prompt stays as the providers spell it. */

type Group = (typeof cameraMoveGroups)[number];

export const groupNames: Record<Group['group'], string> = {
  Truck: key('Truck'),
  Pan: key('Pan'),
  Push: key('Push'),
  Pedestal: key('Pedestal'),
  Tilt: key('Tilt'),
  Zoom: key('Zoom'),
  Other: key('Other'),
};

export const moveNames: Record<Group['moves'][number], string> = {
  'Truck left': key('Truck left'),
  'Truck right': key('Truck right'),
  'Pan left': key('Pan left'),
  'Pan right': key('Pan right'),
  'Push in': key('Push in'),
  'Pull out': key('Pull out'),
  'Pedestal up': key('Pedestal up'),
  'Pedestal down': key('Pedestal down'),
  'Tilt up': key('Tilt up'),
  'Tilt down': key('Tilt down'),
  'Zoom in': key('Zoom in'),
  'Zoom out': key('Zoom out'),
  Shake: key('Shake'),
  'Tracking shot': key('Tracking shot'),
  'Static shot': key('Static shot'),
};
