/** Posters of the demo clips. Collected at build time, so that the wall is as large as the collection. */
const posters = Object.values(
  import.meta.glob<string>('../../../resources/demo/posters/*.webp', { eager: true, import: 'default', query: '?url' }),
);

/** Three times around, which with two columns and an odd number never puts the same picture side by side. */
const wall = [0, 1, 2].flatMap((round) => posters.map((address) => ({ address, key: `${round} ${address}` })));

/** A wall of pictures, for the eye only. */
export function DemoWall() {
  return (
    <div aria-hidden className="relative overflow-hidden border-s border-line bg-surface-0">
      <div className="absolute -top-[52px] -end-[120px] start-6 grid grid-cols-2 gap-4">
        {wall.map(({ address, key }) => (
          <img
            key={key}
            src={address}
            alt=""
            draggable={false}
            className="aspect-video w-full rounded-poster object-cover even:translate-y-[72px]"
          />
        ))}
      </div>
    </div>
  );
}
