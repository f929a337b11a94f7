import { setView, tileSizes, useView } from '../store/view.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { LayoutGrid, List, ZoomIn, ZoomOut } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

/** Tiles or a table, and how large the tiles are. */
export function ViewSwitch() {
  const { layout, tileSize } = useView();
  const at = tileSizes.indexOf(tileSize);
  const smaller = tileSizes[at - 1];
  const larger = tileSizes[at + 1];
  return (
    <div role="group" aria-label={t('View')} className="flex shrink-0 items-center">
      {layout === 'grid' ? (
        <>
          <IconButton
            name={t('Smaller pictures')}
            isDisabled={smaller === undefined}
            onPress={() => {
              if (smaller !== undefined) setView({ tileSize: smaller });
            }}
          >
            <ZoomOut size={16} aria-hidden />
          </IconButton>
          <IconButton
            name={t('Larger pictures')}
            isDisabled={larger === undefined}
            onPress={() => {
              if (larger !== undefined) setView({ tileSize: larger });
            }}
          >
            <ZoomIn size={16} aria-hidden />
          </IconButton>
          <IconButton
            name={t('Show as table')}
            onPress={() => {
              setView({ layout: 'table' });
            }}
          >
            <List size={16} aria-hidden />
          </IconButton>
        </>
      ) : (
        <IconButton
          name={t('Show as pictures')}
          onPress={() => {
            setView({ layout: 'grid' });
          }}
        >
          <LayoutGrid size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
