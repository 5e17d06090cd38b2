import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';

/** The files of the repository that a builder of images gets: those of git, tracked or new, without those that `.dockerignore` names. */
export function contextFiles(repository: string): readonly string[] {
  const rules = dockerignore.default().add(readFileSync(join(repository, '.dockerignore'), 'utf8'));
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const files = listed.split('\0').filter((file) => file !== '' && existsSync(join(repository, file)));
  return rules.filter(files);
}

/** Copies these files into an empty folder. */
export function copyContext(repository: string, folder: string): void {
  for (const file of contextFiles(repository)) cpSync(join(repository, file), join(folder, file), { recursive: true });
}
