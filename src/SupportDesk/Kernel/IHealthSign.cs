namespace SupportDesk.Kernel;

/// <summary>A part of the desk that can say it is unwell. Shown at <c>/health</c> to whoever watches the desk.</summary>
public interface IHealthSign
{
    /// <returns>What is wrong, in a few English words without names or addresses; null if all is well.</returns>
    Task<string?> FindTroubleAsync(CancellationToken ct);
}
