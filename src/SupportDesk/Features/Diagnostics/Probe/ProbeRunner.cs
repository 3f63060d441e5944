using System.Diagnostics;
using System.Runtime.CompilerServices;
using SupportDesk.Features.Diagnostics.Probe.Steps;
using SupportDesk.Kernel.Findings;
using SupportDesk.Masking;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>The steps of a probe, for the desk and for the command line.</summary>
internal static class ProbeRunner
{
    /// <summary>The steps and what they call with. Their order is the order in which they run.</summary>
    public static void AddProbeSteps(this IServiceCollection services)
    {
        services.AddSingleton<IHostResolver, SystemResolver>();
        services.AddSingleton<IDnsRecordLookup, DnsRecordLookup>(_ => new DnsRecordLookup());
        services.AddSingleton<ProbeConnector>();
        services.AddSingleton<CertificateValidator>();
        services.AddSingleton<ProbeHttp>();
        services.AddSingleton<IProbeStep, ResolveHost>();
        services.AddSingleton<IProbeStep, OpenConnection>();
        services.AddSingleton<IProbeStep, CheckCertificate>();
        services.AddSingleton<IProbeStep, CheckRedirect>();
        services.AddSingleton<IProbeStep, CheckBotProtection>();
        services.AddSingleton<IProbeStep, CheckAnswer>();
        services.AddSingleton<IProbeStep, CheckTime>();
        services.AddSingleton<IProbeStep, RepeatNotification>();
        services.AddSingleton<IProbeStep, TryOtherMethod>();
        services.AddSingleton<IProbeStep, RejectForgedSignature>();
    }

    /// <summary>
    /// Takes one step after the other; each is given out as soon as it is done. Behind one that ends the way, the others have
    /// nothing to look at.
    /// </summary>
    public static async IAsyncEnumerable<RunProbe.Finding> WalkAsync(
        this IEnumerable<IProbeStep> steps,
        ProbeState state,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var isOver = false;
        foreach (var step in steps)
        {
            var watch = Stopwatch.StartNew();
            var result = isOver ? null : await step.RunAsync(state, ct);
            isOver |= result?.Ends == true;
            var evidence = result?.Evidence is { } text ? MaskText.Mask(text) : null;
            yield return new RunProbe.Finding(
                step.Name,
                result?.Severity ?? Severity.Green,
                Masked(result?.Seen),
                Masked(result?.Advice),
                evidence,
                watch.ElapsedMilliseconds,
                result?.Expected
            );
        }
    }

    // Whatever a server sends may hold anything, such as a number in the path of a redirect, and what was found is kept.
    private static LocalizedText? Masked(LocalizedText? phrase) =>
        phrase is null ? null : phrase with { Args = [.. phrase.Args.Select(arg => arg is string text ? MaskText.Mask(text) : arg)] };
}
