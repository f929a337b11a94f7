import type { RefObject } from 'react';
import { cameraMoveGroups, type CameraMove } from '../../shared/camera-moves.ts';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuSection } from '../ui/Menu.tsx';
import { Video } from '../ui/icons.ts';
import { CameraGlyph } from './CameraGlyph.tsx';
import { t } from '../texts/index.ts';
import { groupNames, moveNames } from './camera-names.ts';

export interface CameraMenuProps {
  /** What the menu stands beside, so that it does not cover the prompt. */
  anchor: RefObject<HTMLElement | null>;
  onChoose: (move: CameraMove) => void;
  /** The menu is gone and the focus is back on its button. */
  onClosed: () => void;
}

/** The fifteen commands, by kind. */
export function CameraMenu({ anchor, onChoose, onClosed }: CameraMenuProps) {
  return (
    <Menu
      placement="end"
      anchor={anchor}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClosed();
      }}
      trigger={
        <Button variant="quiet" className="text-sm!">
          <Video size={16} aria-hidden />
          {t('Camera moves')}
        </Button>
      }
    >
      {cameraMoveGroups.map(({ group, moves }) => (
        <MenuSection key={group} title={t(groupNames[group])}>
          {moves.map((move) => (
            <MenuItem
              key={move}
              name={t(moveNames[move])}
              glyph={<CameraGlyph move={move} />}
              onAction={() => {
                onChoose(move);
              }}
            />
          ))}
        </MenuSection>
      ))}
    </Menu>
  );
}
