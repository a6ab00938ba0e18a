# The first process of a node, in namespaces of the node's own. It builds the node's file system
# over the Debian system that all nodes share, waits for its network, starts the node's services,
# starts them again when they end, and collects orphans. Variables tell it who it is:
#
#   NODE FOLDER ROOT SHARED             name; disk; Debian system; the folder all nodes share
#   KUBERNETES TOOLS STORE              folders of binaries, and of images
#   OVERRIDES NEXT                      binaries of the user's and of the next release, or nothing
#   ADDRESS GATEWAY ROUTES              10.200.0.2 10.200.0.1 "10.244.2.0/24=10.200.0.3 ..."
set -eu
mount --make-rprivate /
mkdir -p "$FOLDER"/{upper,work,root,kubelet,volumes}
# Images are read only, so nodes share their files; what containerd writes down about them is its
# own. Where the store lies on another file system there is nothing for it but a copy.
if [ ! -e "$FOLDER/containerd" ]; then
  rm -rf "$FOLDER/containerd.new"
  cp -al "$STORE" "$FOLDER/containerd.new" 2> /dev/null || {
    rm -rf "$FOLDER/containerd.new"
    cp -a "$STORE" "$FOLDER/containerd.new"
  }
  find "$STORE" -name '*.db' -printf '%P\n' | while read -r name; do
    cp -a --remove-destination "$STORE/$name" "$FOLDER/containerd.new/$name"
  done
  mv "$FOLDER/containerd.new" "$FOLDER/containerd"
fi
chmod 755 "$FOLDER" "$FOLDER"/{upper,root,volumes}
new=$FOLDER/root
mount -t overlay -o "lowerdir=$ROOT,upperdir=$FOLDER/upper,workdir=$FOLDER/work" overlay "$new"

mount -t proc proc "$new/proc"
hierarchies=$(awk '$3 ~ /^cgroup2?$/ { print $2, $3, $4 }' /proc/self/mounts)
mount -t sysfs sysfs "$new/sys"
case $hierarchies in
  '/sys/fs/cgroup cgroup2 '*) mount -t cgroup2 cgroup2 "$new/sys/fs/cgroup" ;;
  *)
    mount -t tmpfs -o mode=755 cgroup "$new/sys/fs/cgroup"
    while read -r at type options; do
      mkdir -p "$new$at"
      if [ "$type" = cgroup2 ]; then
        mount -t cgroup2 cgroup2 "$new$at"
        continue
      fi
      # Of the mount's options those that name the controllers, or the hierarchy that has none.
      wanted=
      for option in ${options//,/ }; do
        case $option in rw | ro | relatime | nosuid | nodev | noexec | xattr | clone_children | release_agent=*) ;;
          name=*) wanted=none,$option ;;
          *) wanted=${wanted:+$wanted,}$option ;;
        esac
      done
      mount -t cgroup -o "$wanted" cgroup "$new$at"
    done <<< "$hierarchies"
    ;;
esac
mount --rbind /dev "$new/dev"
mount -t tmpfs -o mode=755 tmpfs "$new/run"
mount -t tmpfs -o mode=1777 tmpfs "$new/tmp"

# What outlives a power-off lies on the node's own disk, and not on an overlay: containerd lays
# overlays of its own there.
bound() {
  mkdir -p "$new$2"
  mount --bind "$1" "$new$2"
}
bound "$FOLDER/containerd" /var/lib/containerd
bound "$FOLDER/kubelet" /var/lib/kubelet
bound "$FOLDER/volumes" /var/steadfast/volumes
bound "$SHARED" /steadfast/shared
bound "$KUBERNETES" /opt/steadfast/kubernetes
bound "$TOOLS" /opt/steadfast/tools
bound "$TOOLS" /opt/cni/bin
[ -z "$OVERRIDES" ] || bound "$OVERRIDES" /opt/steadfast/overrides
[ -z "$NEXT" ] || bound "$NEXT" /opt/steadfast/next
mkdir -p "$new"/var/log/steadfast "$new"/var/log/kubernetes "$new"/var/log/pods "$new"/.old
cd "$new"
pivot_root . .old
cd /
umount -l /.old
rmdir /.old
# Volumes that one container mounts for others have to reach them.
mount --make-rshared /

export PATH=$NODE_PATH HOME=/root
hostname "$NODE"
echo "$NODE" > /etc/hostname
printf '127.0.0.1 localhost\n%s %s\n' "$ADDRESS" "$NODE" > /etc/hosts
# Nobody listens there, so that names outside the cluster are refused at once.
echo "nameserver $GATEWAY" > /etc/resolv.conf
[ -s /etc/machine-id ] || tr -d - < /proc/sys/kernel/random/uuid > /etc/machine-id

exec 9<> <(:)
until [ -e /sys/class/net/eth0 ]; do read -rt 0.02 -u 9 || :; done
ip link set lo up
ip address add "$ADDRESS/16" dev eth0
ip link set eth0 up
ip route add default via "$GATEWAY"
for route in $ROUTES; do ip route replace "${route%=*}" via "${route#*=}"; done
echo 1 > /proc/sys/net/ipv4/ip_forward

services=/etc/steadfast/services
mkdir -p $services /run/steadfast/{services,down}
# Whoever stops a service leaves a file in `down` first, or it is started again.
serve() {
  local name=$1 code
  exec >> "/var/log/steadfast/$name.log" 2>&1
  while :; do
    while [ -e "/run/steadfast/down/$name" ]; do read -rt 0.1 -u 9; done
    [ -e "$services/$name" ] || return
    "$services/$name" 9>&- &
    echo $! > "/run/steadfast/services/$name"
    wait $!
    code=$?
    rm -f "/run/steadfast/services/$name"
    [ -e "/run/steadfast/down/$name" ] && continue
    echo "$(date +%s%3N) $name $code" >> /run/steadfast/ended
    read -rt 1 -u 9
  done
}
echo ready >&3
exec 3>&-
set +eu
declare -A served
while :; do
  for path in $services/*; do
    name=${path##*/}
    [[ -x $path && ! ${served[$name]} ]] || continue
    served[$name]=yes
    serve "$name" &
  done
  read -rt 0.1 -u 9
done
