import type { Job } from '../../shared/job.ts';
import { openSettings } from '../store/commands.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { otherProviders, takeElsewhere } from './elsewhere.ts';
import { t } from '../texts/index.ts';

/** The same shot, put into the composer for another provider; nothing is sent before Generate is pressed. */
export function AnotherProvider({ job }: { job: Job }) {
  const session = useSession((state) => state.session);
  if (session === undefined) return null;
  const others = otherProviders(job.request, session);
  if (others.length === 0) return null;
  return (
    <Menu trigger={<Button>{t('Try another provider')}</Button>}>
      {others.map(({ provider, hasKey }) => (
        <MenuItem
          key={provider.id}
          name={hasKey ? provider.name : t('{{provider}}: add a key', { provider: provider.name })}
          onAction={() => {
            if (hasKey) takeElsewhere(job, provider);
            else openSettings({ tab: 'providers', providerId: provider.id });
          }}
        />
      ))}
    </Menu>
  );
}
