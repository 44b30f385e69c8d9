namespace ProcVM.Core.Ports;

/// <summary>How an operation of a port or of the virtual kernel ended: Linux's names and numbers (errno(3)), the ones
/// that every personality translates into its own.</summary>
public enum Errno
{
    /// <summary>It succeeded.</summary>
    None = 0,

    /// <summary>Operation not permitted.</summary>
    EPERM = 1,

    /// <summary>No such file or directory.</summary>
    ENOENT = 2,

    /// <summary>No such process.</summary>
    ESRCH = 3,

    /// <summary>The wait was ended by <see cref="Interruption"/>.</summary>
    EINTR = 4,

    /// <summary>The device failed.</summary>
    EIO = 5,

    /// <summary>No such device, or nobody at the other end of a FIFO.</summary>
    ENXIO = 6,

    /// <summary>The arguments are too long.</summary>
    E2BIG = 7,

    /// <summary>It is no program.</summary>
    ENOEXEC = 8,

    /// <summary>The file isn't open for this.</summary>
    EBADF = 9,

    /// <summary>There are no children to wait for.</summary>
    ECHILD = 10,

    /// <summary>It would block now.</summary>
    EAGAIN = 11,

    /// <summary>Out of memory.</summary>
    ENOMEM = 12,

    /// <summary>Permission denied.</summary>
    EACCES = 13,

    /// <summary>An address that the program doesn't have.</summary>
    EFAULT = 14,

    /// <summary>A block device is needed.</summary>
    ENOTBLK = 15,

    /// <summary>The directory is in use, as a mount point is.</summary>
    EBUSY = 16,

    /// <summary>The file exists.</summary>
    EEXIST = 17,

    /// <summary>The two names lie in different grants.</summary>
    EXDEV = 18,

    /// <summary>The device can't do this.</summary>
    ENODEV = 19,

    /// <summary>A component of the path isn't a directory.</summary>
    ENOTDIR = 20,

    /// <summary>It is a directory.</summary>
    EISDIR = 21,

    /// <summary>Invalid argument.</summary>
    EINVAL = 22,

    /// <summary>The host has too many open files.</summary>
    ENFILE = 23,

    /// <summary>The program has too many open files.</summary>
    EMFILE = 24,

    /// <summary>It is no terminal.</summary>
    ENOTTY = 25,

    /// <summary>The file is a running program.</summary>
    ETXTBSY = 26,

    /// <summary>The file would be too large.</summary>
    EFBIG = 27,

    /// <summary>No space is left.</summary>
    ENOSPC = 28,

    /// <summary>A stream has no positions.</summary>
    ESPIPE = 29,

    /// <summary>The grant is read-only.</summary>
    EROFS = 30,

    /// <summary>Too many names.</summary>
    EMLINK = 31,

    /// <summary>Nobody reads the pipe any more.</summary>
    EPIPE = 32,

    /// <summary>The argument is outside of the domain.</summary>
    EDOM = 33,

    /// <summary>The result doesn't fit.</summary>
    ERANGE = 34,

    /// <summary>The wait would never end.</summary>
    EDEADLK = 35,

    /// <summary>The path is too long.</summary>
    ENAMETOOLONG = 36,

    /// <summary>There are no locks left.</summary>
    ENOLCK = 37,

    /// <summary>The host doesn't have this operation.</summary>
    ENOSYS = 38,

    /// <summary>The directory isn't empty.</summary>
    ENOTEMPTY = 39,

    /// <summary>Too many symbolic links, or one where none is followed.</summary>
    ELOOP = 40,

    /// <summary>There is no message of that kind.</summary>
    ENOMSG = 42,

    /// <summary>The identifier is gone.</summary>
    EIDRM = 43,

    /// <summary>There are no such data.</summary>
    ENODATA = 61,

    /// <summary>The timer has run out.</summary>
    ETIME = 62,

    /// <summary>The protocol was broken.</summary>
    EPROTO = 71,

    /// <summary>It is no message.</summary>
    EBADMSG = 74,

    /// <summary>A value doesn't fit.</summary>
    EOVERFLOW = 75,

    /// <summary>The descriptor is in no state for this.</summary>
    EBADFD = 77,

    /// <summary>A library is damaged.</summary>
    ELIBBAD = 80,

    /// <summary>The bytes are no text.</summary>
    EILSEQ = 84,

    /// <summary>It is no socket.</summary>
    ENOTSOCK = 88,

    /// <summary>A destination is needed.</summary>
    EDESTADDRREQ = 89,

    /// <summary>The message is too long.</summary>
    EMSGSIZE = 90,

    /// <summary>The socket is of another type.</summary>
    EPROTOTYPE = 91,

    /// <summary>There is no such option.</summary>
    ENOPROTOOPT = 92,

    /// <summary>There is no such protocol.</summary>
    EPROTONOSUPPORT = 93,

    /// <summary>There is no such type of socket.</summary>
    ESOCKTNOSUPPORT = 94,

    /// <summary>The file can't do this.</summary>
    EOPNOTSUPP = 95,

    /// <summary>There is no such family of protocols.</summary>
    EPFNOSUPPORT = 96,

    /// <summary>There are no such addresses here.</summary>
    EAFNOSUPPORT = 97,

    /// <summary>The address is in use.</summary>
    EADDRINUSE = 98,

    /// <summary>The address is none of this host.</summary>
    EADDRNOTAVAIL = 99,

    /// <summary>The network is down.</summary>
    ENETDOWN = 100,

    /// <summary>The network cannot be reached.</summary>
    ENETUNREACH = 101,

    /// <summary>The connection was given up.</summary>
    ECONNABORTED = 103,

    /// <summary>The other side ended the connection.</summary>
    ECONNRESET = 104,

    /// <summary>There is no space for buffers.</summary>
    ENOBUFS = 105,

    /// <summary>It is connected.</summary>
    EISCONN = 106,

    /// <summary>It is not connected.</summary>
    ENOTCONN = 107,

    /// <summary>It was shut down.</summary>
    ESHUTDOWN = 108,

    /// <summary>Too many references are under way.</summary>
    ETOOMANYREFS = 109,

    /// <summary>The time is over.</summary>
    ETIMEDOUT = 110,

    /// <summary>Nobody listens there.</summary>
    ECONNREFUSED = 111,

    /// <summary>The other host is down.</summary>
    EHOSTDOWN = 112,

    /// <summary>The other host cannot be reached.</summary>
    EHOSTUNREACH = 113,

    /// <summary>It is under way already.</summary>
    EALREADY = 114,

    /// <summary>It is under way now.</summary>
    EINPROGRESS = 115,

    /// <summary>The handle is out of date.</summary>
    ESTALE = 116,

    /// <summary>The user's quota is used up.</summary>
    EDQUOT = 122,

    /// <summary>It was given up.</summary>
    ECANCELED = 125,

    /// <summary>The owner of the lock is dead.</summary>
    EOWNERDEAD = 130,

    /// <summary>What the lock guards is in no order any more.</summary>
    ENOTRECOVERABLE = 131,
}
