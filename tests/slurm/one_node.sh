#!/usr/bin/env bash
# Computes a study on a real Slurm of one node, which this script starts and stops, and holds the result against the one
# that a single process gives. Needs slurm-wlm and munge, and root.
#
#   tests/slurm/one_node.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
source=$(realpath "$(dirname "$0")/../..")
work=$(mktemp -d)
host=$(hostname -s)

stop() {
  scontrol shutdown >/dev/null 2>&1 || true
  [ -f "$work/munged.pid" ] && kill "$(cat "$work/munged.pid")" 2>/dev/null || true
  sleep 1
  rm -rf "$work"
}
trap stop EXIT

# A key and a socket of its own, so that no Slurm of this machine is touched.
dd if=/dev/urandom of="$work/munge.key" bs=1024 count=1 status=none
chmod 600 "$work/munge.key"
mkdir -p "$work/spool" "$work/state" "$work/munge"
chmod 755 "$work" "$work/munge"
munged --force --key-file="$work/munge.key" --socket="$work/munge/socket" --pid-file="$work/munged.pid" \
  --log-file="$work/munged.log" --seed-file="$work/munge.seed"

export SLURM_CONF="$work/slurm.conf"
cat >"$SLURM_CONF" <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
SlurmctldPort=17817
SlurmdPort=17818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=2000 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
slurmctld
slurmd -N "$host"
for _ in $(seq 30); do
  sinfo --noheader --format=%T | grep -q idle && break
  sleep 1
done
sinfo --noheader --format=%T | grep -q idle || {
  tail -n 5 "$work"/slurmctld.log "$work"/slurmd.log >&2
  exit 1
}

cd "$work"
study=$source/scenarios/enshi/study.yaml
"$program" ensemble "$study" --members 64 --block 8 -o alone --quiet
"$program" ensemble "$study" --members 64 -o shared --prepare --quiet
"$program" slurm shared --shards 4 --threads 1 --time 00:10:00 >/dev/null
sed -i 's/--mem=[0-9]*M/--mem=400M/; s/ensemble "$study"/ensemble "$study" --block 8/' shared/run.sbatch
RONGHE=$program sbatch --wait shared/run.sbatch >/dev/null
for file in ensemble.json quantiles.csv members.csv draws.csv results.nc; do
  cmp "alone/$file" "shared/$file"
done
echo "Slurm: four jobs of an array gave the same bytes as one process."
