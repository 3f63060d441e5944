namespace SupportDesk.Masking.Archives;

/// <summary>Carries a fault out of streams that read one another; it never leaves <see cref="ArchiveMasker"/>.</summary>
#pragma warning disable CA1032 // Only made with a fault.
internal sealed class ArchiveFaultException(ArchiveProblem problem, string entry = "", TextKind? inside = null) : Exception
{
    public ArchiveFault Fault { get; } = new(problem, entry, inside);
}
