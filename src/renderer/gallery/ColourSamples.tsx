import { Sample } from './Sample.tsx';

const grounds = [
  '--surface-0',
  '--surface-1',
  '--surface-2',
  '--surface-3',
  '--surface-well',
  '--accent-soft',
  '--soft-failed',
  '--soft-attention',
  '--soft-done',
];
const inks = ['--text-1', '--text-2', '--text-3', '--accent', '--state-failed', '--state-attention', '--state-done'];
const sizes = ['text-xs', 'text-sm', 'text-base', 'text-md', 'text-lg', 'text-xl', 'text-2xl'];

/** The tokens: each ink on each ground, and the sizes of type. */
export function ColourSamples() {
  return (
    <Sample title="Colours and type">
      <div className="grid grid-cols-3 gap-2">
        {grounds.map((ground) => (
          <div
            key={ground}
            className="rounded-poster border border-line-control p-2 text-sm"
            style={{ background: `var(${ground})` }}
          >
            <p className="text-ink-1">{ground}</p>
            {inks.map((ink) => (
              <p key={ink} style={{ color: `var(${ink})` }}>
                {ink}
              </p>
            ))}
          </div>
        ))}
      </div>
      {sizes.map((size) => (
        <p key={size} className={size}>
          {size}: A quiet harbour 海港 0123
        </p>
      ))}
    </Sample>
  );
}
