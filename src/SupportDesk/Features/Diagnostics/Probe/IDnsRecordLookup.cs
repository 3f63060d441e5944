namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>
/// Asks the name servers themselves, to explain: the system's own resolution, by which the doctor connects, tells neither why a name
/// is not found nor that it is only known from a hosts file.
/// </summary>
internal interface IDnsRecordLookup
{
    Task<DnsRecords> RunAsync(string host, CancellationToken ct);
}
