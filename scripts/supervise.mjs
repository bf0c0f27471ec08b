// Owns the life of one child process: signals go down to it, and it never outlives the process that started it.
import process from 'node:process';

const parentPollMs = 100;
const interruptGraceMs = 500;
const stopGraceMs = 15_000;

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, askedBy: NodeJS.Signals | undefined }} ChildEnd */

// Read before anything else, so that a parent which dies early is missed too.
const parent = process.ppid;
const isUnderNpm = process.env.npm_lifecycle_event !== undefined;

/**
 * Runs a child to its end and passes signals on: a signal to this process, or the death of npm above it, ends the child.
 * Ctrl-C reaches the whole terminal group at once, so the child gets a moment to stop before it is told again.
 * @param {() => import('node:child_process').ChildProcess} spawnChild called once this process is ready for signals
 * @returns {Promise<ChildEnd>} rejects when the child cannot be started
 */
export const superviseChild = (spawnChild) =>
  new Promise((resolve, reject) => {
    /** @type {NodeJS.Signals | undefined} */
    let askedBy;
    /** @type {NodeJS.Timeout[]} */
    const timers = [];
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      if (askedBy) return;
      askedBy = signal;
      const isFromTerminal = signal === 'SIGINT';
      timers.push(setTimeout(() => child.kill('SIGTERM'), isFromTerminal ? interruptGraceMs : 0));
      timers.push(setTimeout(() => child.kill('SIGKILL'), stopGraceMs));
    };
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    const child = spawnChild();
    // Whatever ends this process, an error of its own too, ends the child.
    const kill = () => child.kill('SIGTERM');
    process.once('exit', kill);
    // npm passes SIGTERM to its shell only: where that shell does not become this process, it dies and leaves us behind.
    const poll = setInterval(() => isUnderNpm && process.ppid !== parent && stop('SIGTERM'), parentPollMs);
    const settle = () => {
      clearInterval(poll);
      process.removeListener('exit', kill);
      for (const timer of timers) clearTimeout(timer);
      for (const signal of signals) process.removeListener(signal, stop);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      resolve({ code, signal, askedBy });
    });
  });
