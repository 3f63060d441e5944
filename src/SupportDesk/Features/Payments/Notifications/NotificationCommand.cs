using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>
/// Writes one notification after the other with the same two statements: a new one is added, one that is known counts as
/// its repetition. The object mapper would look for the known ones first and track the rest, which takes several times as
/// long; the names and the forms of the columns are its own nevertheless.
/// </summary>
internal sealed class NotificationCommand : IDisposable
{
    private readonly IReadOnlyList<(IClrPropertyGetter Of, Value Place)> columns;
    private readonly IReadOnlyList<Value> repeated;
    private readonly DbCommand add;
    private readonly DbCommand repeat;

    public NotificationCommand(DeskDbContext db)
    {
        var type = db.Model.FindEntityType(typeof(Notification))!;
        var properties = type.GetProperties().ToList();
        (add, repeat) = (db.Database.GetDbConnection().CreateCommand(), db.Database.GetDbConnection().CreateCommand());
#pragma warning disable CA2100 // Names of the model; every value is a parameter.
        add.CommandText = $"""
            INSERT INTO "Notifications" ({string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\""))})
            VALUES ({string.Join(", ", properties.Select((_, at) => "@p" + at))})
            ON CONFLICT ("ShopId", "InvId", "ContentKey") DO UPDATE SET "Repeats" = "Notifications"."Repeats" + 1, "RepeatedAt" = excluded."ReceivedAt"
            """;
#pragma warning restore CA2100
        repeat.CommandText =
            """UPDATE "Notifications" SET "Repeats" = "Repeats" + 1, "RepeatedAt" = @p0 WHERE "ShopId" = @p1 AND "InvId" = @p2 AND "ContentKey" = @p3""";
        columns = [.. properties.Select(property => (property.GetGetter(), Value.Of(add, property)))];
        repeated =
        [
            .. new[] { nameof(Notification.RepeatedAt), nameof(Notification.ShopId), nameof(Notification.InvId), nameof(Notification.ContentKey) }.Select(
                name => Value.Of(repeat, type.FindProperty(name)!)
            ),
        ];
    }

    /// <summary>What follows belongs to this transaction.</summary>
    public void Join(DbTransaction transaction) => (add.Transaction, repeat.Transaction) = (transaction, transaction);

    public void Add(Notification row)
    {
        foreach (var (of, place) in columns)
            place.Set(of.GetClrValue(row));
        add.ExecuteNonQuery();
    }

    public void Repeat(Guid shop, string invId, string key, DateTimeOffset at)
    {
        repeated[0].Set(at);
        repeated[1].Set(shop);
        repeated[2].Set(invId);
        repeated[3].Set(key);
        repeat.ExecuteNonQuery();
    }

    public void Dispose()
    {
        add.Dispose();
        repeat.Dispose();
    }

    /// <summary>A parameter that takes what the column stores.</summary>
    private sealed record Value(DbParameter Parameter, ValueConverter? Converter)
    {
        public static Value Of(DbCommand command, IProperty property)
        {
            var mapping = property.GetRelationalTypeMapping();
            var parameter = mapping.CreateParameter(command, "@p" + command.Parameters.Count, null, nullable: true);
            command.Parameters.Add(parameter);
            return new Value(parameter, mapping.Converter);
        }

        public void Set(object? value) => Parameter.Value = (Converter is null ? value : Converter.ConvertToProvider(value)) ?? DBNull.Value;
    }
}
