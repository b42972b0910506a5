// SPDX-License-Identifier: MIT
#pragma once

/*
 * A file system for SQLite that can lose its power. What was written and not yet synced
 * lives in memory; at the cut a random half of the unsynced 512-byte sectors reaches the
 * disk, in no order, and the rest is gone. It can also fail a chosen operation, or be
 * full. Locks and shared memory are the real file system's, so several connections of one
 * process may use it. It does not model a disk that lies about a sync, nor a lost folder
 * entry.
 */

#include <stdbool.h>

struct cut_vfs;

/* Make it SQLite's default file system, which store_open() then uses. One at a time. */
struct cut_vfs *cut_vfs_install(unsigned seed);
/* All files must be closed. What was not synced is written out. */
void cut_vfs_remove(struct cut_vfs *vfs);

/* Files that are opened from now on can have no shared memory, and so no WAL. */
void cut_vfs_hide_shared_memory(struct cut_vfs *vfs);

/* Cut the power at the n-th write, sync or truncate from now on (1 = the next). */
void cut_vfs_cut_at(struct cut_vfs *vfs, long n);
bool cut_vfs_is_cut(const struct cut_vfs *vfs);
/* Cut it now, if it is not cut already. */
void cut_vfs_cut(struct cut_vfs *vfs);
/* The power is back: what is on the disk is what there is. All files must be closed. */
void cut_vfs_power_on(struct cut_vfs *vfs);

/* Fail the n-th write, sync or truncate from now on with this SQLite code, and with
 * `is_for_ever` every one after it. n 0: no more failures. */
void cut_vfs_fail_at(struct cut_vfs *vfs, long n, int code, bool is_for_ever);
/* What errno says beside a failure; 0 at first. */
void cut_vfs_set_errno(struct cut_vfs *vfs, int system_errno);
/* Whether the failure was met. */
bool cut_vfs_has_failed(const struct cut_vfs *vfs);

/* Writes, syncs and truncates so far. */
long cut_vfs_operations(const struct cut_vfs *vfs);
