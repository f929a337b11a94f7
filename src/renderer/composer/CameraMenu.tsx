import type { RefObject } from 'react';
import { cameraMoveGroups } from '../../shared/camera-moves.ts';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuSection } from '../ui/Menu.tsx';
import { Video } from '../ui/icons.ts';
import { CameraGlyph } from './CameraGlyph.tsx';

export interface CameraMenuProps {
  /** What the menu stands beside, so that it does not cover the prompt. */
  anchor: RefObject<HTMLElement | null>;
  onChoose: (move: string) => void;
  /** The menu is gone and the focus is back on its button. */
  onClosed: () => void;
}

/** The fifteen commands, by kind. */
export function CameraMenu({ anchor, onChoose, onClosed }: CameraMenuProps) {
  return (
    <Menu
      placement="right"
      anchor={anchor}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClosed();
      }}
      trigger={
        <Button variant="quiet" className="text-sm!">
          <Video size={16} aria-hidden />
          Camera moves
        </Button>
      }
    >
      {cameraMoveGroups.map(({ group, moves }) => (
        <MenuSection key={group} title={group}>
          {moves.map((move) => (
            <MenuItem
              key={move}
              name={move}
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
