using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Http;

namespace Hosting.Problems;

/// <summary>FluentValidation at the edge: the answer names each field as it stands in the JSON.</summary>
public static class Validation
{
    /// <summary>Null where the request is good, else a 400 that lists what is wrong by field.</summary>
    public static IResult? Check<T>(this IValidator<T> validator, T request)
    {
        var result = validator.Validate(request);
        if (result.IsValid) return null;
        var errors = result.Errors
            .GroupBy(error => FieldName(error.PropertyName))
            .ToDictionary(group => group.Key, group => group.Select(error => error.ErrorMessage).ToArray());
        return Results.ValidationProblem(errors, title: "The request has errors");
    }

    private static string FieldName(string property) =>
        string.Join('.', property.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
