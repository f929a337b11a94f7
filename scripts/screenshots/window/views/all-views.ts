import type { View } from '../view.ts';
import { composerViews } from './composer-views.ts';
import { libraryViews } from './library-views.ts';
import { otherViews } from './other-views.ts';

export const allViews: readonly View[] = [...libraryViews, ...composerViews, ...otherViews];
