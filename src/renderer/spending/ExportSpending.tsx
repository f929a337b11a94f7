import { saveSpending } from '../store/spending-acts.ts';
import { t } from '../texts/index.ts';
import { Button } from '../ui/Button.tsx';
import { ChevronsUpDown, FileOutput } from '../ui/icons.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';

/** The same figures for a spreadsheet. */
export function ExportSpending() {
  return (
    <Menu
      placement="bottom end"
      trigger={
        <Button>
          <FileOutput size={16} aria-hidden />
          {t('Export as CSV')}
          <ChevronsUpDown size={14} aria-hidden />
        </Button>
      }
    >
      <MenuItem name={t('A line for each clip')} onAction={() => void saveSpending('clips')} />
      <MenuItem name={t('A line for each day, provider and model')} onAction={() => void saveSpending('days')} />
    </Menu>
  );
}
