import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Menu, MenuItem, MenuSection } from '../ui/Menu.tsx';
import { PictureViewer } from '../ui/PictureViewer.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { Trash2 } from '../ui/icons.ts';
import { Row, Sample } from './Sample.tsx';

function nothing(): void {}

const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><rect width="1280" height="720" fill="teal"/></svg>')}`;

/** They open over the page, in the theme of the system. */
export function OverlaySamples() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'picture'>();
  const close = (): void => setOpen(undefined);
  return (
    <Sample title="What opens">
      <Row note="over all">
        <Menu trigger={<Button>Menu</Button>}>
          <MenuSection title="A section">
            <MenuItem name="One" onAction={nothing} />
            <MenuItem name="Two" onAction={nothing} />
          </MenuSection>
          <MenuItem name="Delete" isDanger glyph={<Trash2 size={16} aria-hidden />} onAction={nothing} />
        </Menu>
        <Tooltip text="A tooltip">
          <Button>Tooltip</Button>
        </Tooltip>
        <Button onPress={() => setOpen('dialog')}>Dialog</Button>
        <Button onPress={() => setOpen('confirm')}>Confirm</Button>
        <Button onPress={() => setOpen('picture')}>Picture</Button>
      </Row>
      <Dialog name="A dialog" isOpen={open === 'dialog'} onClose={close}>
        <div className="flex flex-col gap-4 p-6">
          <p>Inside a dialog.</p>
          <Button variant="primary" onPress={close}>
            Close
          </Button>
        </div>
      </Dialog>
      <Confirm
        isOpen={open === 'confirm'}
        title="Delete it?"
        confirm="Delete"
        isDanger
        onConfirm={nothing}
        onClose={close}
      >
        It cannot be brought back.
      </Confirm>
      {open === 'picture' ? <PictureViewer picture={{ address: picture, name: 'A picture' }} onClose={close} /> : null}
    </Sample>
  );
}
