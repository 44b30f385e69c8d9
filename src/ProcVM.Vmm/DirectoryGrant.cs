namespace ProcVM.Vmm;

/// <summary>A directory of the host that a guest may see.</summary>
/// <param name="HostPath">Where it is on the host.</param>
/// <param name="GuestPath">Where the guest sees it: an absolute path.</param>
/// <param name="IsReadOnly">True when the guest can change nothing in it.</param>
public sealed record DirectoryGrant(string HostPath, string GuestPath, bool IsReadOnly);
