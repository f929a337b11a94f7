export function nodeTrouble(version: string): string | undefined;
