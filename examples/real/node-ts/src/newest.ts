import semver from 'semver';

export function newest(versions: string[]): string | null {
  return semver.maxSatisfying(versions, '*');
}
