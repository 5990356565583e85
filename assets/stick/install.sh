#!/bin/sh
# Puts labkiosk onto a bare Debian, from this stick and without a network: sh install.sh, as root.
# It may be run again: after a power cut it goes on, and over an older labkiosk it puts this one; a home stays.
set -eu
umask 022
export LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
home=/var/lib/labkiosk/home
screens='2 3 4 5 6 7 8 9'

refuse() {
    echo "install: $*" >&2
    exit 1
}

check_stick() {
    [ -s SHA256SUMS ] || refuse 'this stick is not finished: SHA256SUMS is missing. Make it again.'
    sha256sum --check --strict --quiet SHA256SUMS ||
        refuse 'this stick is damaged, and nothing was changed on the box. Make it again, or take another.'
    mark=$(sha256sum <SHA256SUMS | cut -c1-16)
    echo "The stick is whole. Its mark is $mark: the same as whoever made it wrote down?"
}

check_box() {
    [ "$(id -u)" = 0 ] || refuse 'run it as root: sudo sh install.sh'
    box="$(. /etc/os-release && echo "${VERSION_CODENAME:-unknown}") $(dpkg --print-architecture)"
    [ "$box" = "$(cat SYSTEM)" ] || refuse "this stick is for $(cat SYSTEM), and this box is $box."
    command -v systemctl >/dev/null || refuse 'this box has no systemd: labkiosk needs it to open its screens.'
}

# apt sees the stick's packages only, and takes those that the box lacks.
install_packages() {
    echo 'Installing the packages of Debian that are missing ...'
    apt=$(mktemp -d)
    trap 'rm -rf "$apt"' EXIT
    mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/none"
    ln -s "$here/debian" "$apt/debian"
    echo "deb [trusted=yes] file:$apt/debian ./" >"$apt/sources.list"
    cat >"$apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/none";
Dir::State::lists "$apt/lists";
Dir::Cache::archives "$apt/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
APT::Sandbox::User "root";
CONF
    export DEBIAN_FRONTEND=noninteractive
    dpkg --configure -a
    APT_CONFIG="$apt/apt.conf" apt-get -qq update
    # shellcheck disable=SC2046 # a list of packages
    APT_CONFIG="$apt/apt.conf" apt-get -qq -y --no-install-recommends install $(cat PACKAGES) >"$apt/log" 2>&1 || {
        cat "$apt/log" >&2
        refuse 'the packages could not be installed: the lines above say why.'
    }
}

# Each stick's program has a folder of its own; screens change over when it is whole.
install_program() {
    echo 'Installing labkiosk ...'
    program=/opt/labkiosk/$mark
    if [ ! -e "$program/whole" ]; then
        rm -rf "$program"
        /usr/bin/python3 -m venv "$program"
        "$program/bin/python" -m pip --isolated --quiet --disable-pip-version-check --no-cache-dir install \
            --no-index --find-links wheels --only-binary :all: --require-hashes -r requirements.txt
        sync
        : >"$program/whole"
    fi
    ln -sfn "$mark" /opt/labkiosk/.now
    mv -T /opt/labkiosk/.now /opt/labkiosk/now
    install -D -m 755 screen /usr/local/lib/labkiosk/screen
    install -D -m 755 labkiosk /usr/local/sbin/labkiosk
}

install_units() {
    for file in system/labkiosk-screen@.service system/labkiosk-serial@.service system/labkiosk-print.service \
        system/labkiosk-.service.d/house.conf logind.conf.d/labkiosk.conf; do
        install -D -m 644 "systemd/$file" "/etc/systemd/$file"
    done
    install -D -m 644 systemd/sysusers.d/labkiosk.conf /etc/sysusers.d/labkiosk.conf
    install -D -m 644 systemd/tmpfiles.d/labkiosk.conf /etc/tmpfiles.d/labkiosk.conf
    install -D -m 644 systemd/modules-load.d/labkiosk.conf /etc/modules-load.d/labkiosk.conf
    install -D -m 644 udev/72-labkiosk.rules /etc/udev/rules.d/72-labkiosk.rules
    install -D -m 644 systemd/sshd_config.d/labkiosk.conf /etc/ssh/sshd_config.d/labkiosk.conf
    systemd-sysusers /etc/sysusers.d/labkiosk.conf
    systemd-tmpfiles --create /etc/tmpfiles.d/labkiosk.conf
}

# ask QUESTION PATTERN ADVICE: asks until the answer fits, and leaves it in $answer.
ask() {
    while :; do
        printf '%s: ' "$1"
        IFS= read -r answer || refuse 'the questions were not answered: run it again, it goes on from here.'
        if printf '%s\n' "$answer" | grep -Eq "$2"; then return; fi
        echo "$3"
    done
}

# What else is wrong with an answer, labkiosk itself says.
make_home() {
    if [ -e "$home/lab.db" ]; then
        echo "This box has its home already, in $home: it stays as it is."
        return
    fi
    while :; do
        ask 'Number of this kiosk, never used before at this site' '^(0[1-9]|[1-8][0-9]|9[0-8])$' \
            'Give two digits, 01 to 97; 98 is for training.'
        number=$answer
        ask 'Name of the laboratory, as reports show it' '[^[:space:]]' 'Reports must carry a name: give one.'
        site=$answer
        ask 'Its address, as reports show it' '[^[:space:]]' 'Reports must carry an address: give one.'
        if labkiosk init --kiosk="$number" --used= --site="$site" --address="$answer"; then return; fi
        echo 'Once more, please.'
    done
}

start() {
    units=labkiosk-print.service
    for screen in $screens; do units="$units labkiosk-screen@tty$screen.service"; done
    # shellcheck disable=SC2086 # a list of units
    systemctl --quiet enable $units
    systemctl --quiet mask ctrl-alt-del.target
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload
        systemctl try-restart systemd-logind.service
        systemctl restart systemd-modules-load.service
        systemctl try-reload-or-restart ssh.service
        if [ -S /run/udev/control ]; then udevadm control --reload && udevadm trigger --settle; fi
        # shellcheck disable=SC2086
        systemctl restart $units
    fi
    sync
}

here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
check_stick
check_box
install_packages
install_program
install_units
make_home
start
echo "
labkiosk is on this box. Alt+F2 to Alt+F9 are its screens; Alt+F1 is for whoever looks after it. Next, as root:
  cp $home/key to another place: without it nobody can read the data
  labkiosk people add BADGE \"NAME\" --role supervisor
  labkiosk doctor"
