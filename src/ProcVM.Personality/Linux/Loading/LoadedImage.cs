using ProcVM.Core.Ports;
using ProcVM.Images.Elf;

namespace ProcVM.Personality.Linux.Loading;

/// <summary>A program or a dynamic linker that is being put into memory.</summary>
/// <param name="File">Its file.</param>
/// <param name="Image">Its headers.</param>
/// <param name="Path">Its guest path.</param>
internal sealed record LoadedImage(IFile File, ElfImage Image, byte[] Path);
